#include "lingering.hpp"

namespace el::net {

class Lingering::Held final : private Transport::Events, private Alarm::Owner {
public:
    Held(Lingering& all, std::unique_ptr<Transport> transport)
        : all_(all), transport_(std::move(transport)), alarm_(all.loop_, *this) {
        transport_->open(*this);
        transport_->pause(true);
        alarm_.set(patience_milliseconds);
    }
    bool done() const { return done_ || transport_->queued() == 0; }
    std::size_t queued() const { return transport_->queued(); }

private:
    void readable() override {}
    void drained() override { finish(); }
    void alarm() override { finish(); }
    void finish() { done_ = all_.some_done_ = true; }

    Lingering& all_;
    std::unique_ptr<Transport> transport_;
    Alarm alarm_;
    bool done_ = false;
};

Lingering::Lingering(Loop& loop) : loop_(loop) {}
Lingering::~Lingering() = default;

void Lingering::adopt(std::unique_ptr<Transport> transport) {
    if (transport->queued() == 0) return;  // nothing to wait for: closed here
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
