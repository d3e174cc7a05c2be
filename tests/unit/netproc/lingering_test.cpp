#include "support.hpp"

#include "netproc/lingering.hpp"

using namespace el::net;

TEST_CASE("a transport that is let go with bytes queued still delivers them") {
    TestLoop loop;
    {
        Lingering lingering(loop);
        TestPair pair(loop);
        std::string sent(8'000'000, 'z');
        pair.near->transport->write(sent);
        lingering.adopt(std::move(pair.near->transport));
        CHECK_FALSE(lingering.empty());
        CHECK(loop.until([&] {
            lingering.reap();
            if (pair.far->told) pair.far->read_all();
            return pair.far->ended;
        }));
        CHECK(pair.far->received.size() == sent.size());
        lingering.reap();
        CHECK(lingering.empty());
    }
    CHECK(loop.all_closed());
}
