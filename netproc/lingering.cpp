#include "lingering.hpp"

namespace el::net {

class Lingering::Held final : private Transport::Events, private Alarm::Owner {
public:
    Held(Lingering& all, std::unique_ptr<Transport> transport)
        : all_(all), transport_(std::move(transport)), alarm_(all.loop_, *this) {
        transport_->open(*this);
        transport_->pause(!transport_->tls());
        alarm_.set(look_milliseconds);
    }
    bool done() const { return done_ || !transport_->owes(); }
    std::size_t queued() const { return transport_->queued(); }

private:
    // What still comes is dropped, lest the peer waits for us to read before it reads. (TLS)
    void readable() override {
        std::uint8_t dropped[4096];
        for (int i = 0; i < most_reads; ++i) {
            ReadResult result = transport_->read(dropped, sizeof dropped);
            if (result.state == ReadResult::end) return finish();
            if (!result.more) return;
        }
    }
    void drained() override {
        if (!transport_->owes()) finish();
    }
    // Nothing tells when the peer's kernel has everything.
    void alarm() override {
        waited_ += look_milliseconds;
        if (waited_ >= patience_milliseconds || !transport_->owes()) return finish();
        alarm_.set(look_milliseconds);
    }
    void finish() { done_ = all_.some_done_ = true; }

    static constexpr unsigned look_milliseconds = 50;
    static constexpr int most_reads = 16;  // at a time

    Lingering& all_;
    std::unique_ptr<Transport> transport_;
    Alarm alarm_;
    unsigned waited_ = 0;
    bool done_ = false;
};

Lingering::Lingering(Loop& loop) : loop_(loop) {}
Lingering::~Lingering() = default;

void Lingering::adopt(std::unique_ptr<Transport> transport) {
    if (!transport->owes()) return;  // nothing to wait for: closed here
    held_.push_back(std::make_unique<Held>(*this, std::move(transport)));
}

std::size_t Lingering::queued() const {
    std::size_t bytes = 0;
    for (const auto& held : held_) bytes += held->queued();
    return bytes;
}

void Lingering::drop_all() { held_.clear(); }

void Lingering::reap() {
    if (!some_done_) return;
    some_done_ = false;
    std::erase_if(held_, [](const auto& held) { return held->done(); });
}

}  // namespace el::net
