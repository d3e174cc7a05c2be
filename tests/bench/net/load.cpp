// Load for a server on the loopback interface, and what it cost the server: its processor time is read from /proc.
//
// Usage: net-load MODE PORT PID CONNECTIONS SECONDS      prints one line: "rate cpu memory"
//
//   request      each connection sends 32 bytes and waits for 128, again and again: requests/s, microseconds of CPU each
//   sink         each connection sends as fast as it can: MB/s, microseconds of CPU for a MB
//   echo         the same, and everything comes back: MB/s that came back, microseconds of CPU for a MB
//   cycle        connects, sends a byte, waits for it to come back and closes, again and again (against an echo server): connections/s,
//                microseconds of CPU each
//   connections  opens them all (against an echo server), each gets one byte back: connections, microseconds and bytes of memory each
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t request_size = 32, answer_size = 128, chunk = 256 * 1024;

[[noreturn]] void fail(const char* what) {
    std::perror(what);
    std::exit(1);
}

double now() { return std::chrono::duration<double>(Clock::now().time_since_epoch()).count(); }

double cpu_seconds(const std::string& pid) {
    std::ifstream file("/proc/" + pid + "/stat");
    std::string line;
    std::getline(file, line);
    std::istringstream fields(line.substr(line.rfind(')') + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    double user = 0, system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double resident_bytes(const std::string& pid) {
    std::ifstream file("/proc/" + pid + "/statm");
    double size = 0, resident = 0;
    file >> size >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

// From one of the addresses of loopback, 127.0.0.FROM: closed connections keep their ports busy for a minute.
int connect_to(int port, unsigned from = 1) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return -1;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    if (from != 1) {
        int late = 1;
        setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &late, sizeof late);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK - 1 + from);
        bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address);
    }
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) < 0) {
        close(fd);
        return -1;
    }
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return fd;
}

struct Connection {
    int fd = -1;
    std::size_t got = 0;  // bytes of the answer that is awaited
};

class Load {
public:
    Load(std::string mode, int port, std::size_t connections) : mode_(std::move(mode)), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
        for (std::size_t i = 0; i < connections; ++i) {
            int fd = connect_to(port);
            if (fd < 0) fail("connect");
            fcntl(fd, F_SETFL, O_NONBLOCK);
            connections_.push_back({fd, 0});
        }
        for (Connection& c : connections_) watch(c);
    }

    // Puts the server under load for so many seconds; the number of requests or bytes done.
    double run(double seconds) {
        double done = 0, end = now() + seconds;
        epoll_event events[256];
        while (now() < end) {
            int n = epoll_wait(epoll_, events, 256, 100);
            if (n < 0 && errno != EINTR) fail("epoll_wait");
            for (int i = 0; i < n; ++i) done += step(*static_cast<Connection*>(events[i].data.ptr), events[i].events);
        }
        return done;
    }

private:
    std::string mode_;
    int epoll_;
    std::vector<Connection> connections_;
    std::vector<char> buffer_ = std::vector<char>(chunk, 'x');

    void watch(Connection& c) {
        epoll_event event{};
        event.events = mode_ == "sink" ? EPOLLOUT : mode_ == "echo" ? EPOLLIN | EPOLLOUT : EPOLLIN;
        event.data.ptr = &c;
        if (epoll_ctl(epoll_, EPOLL_CTL_ADD, c.fd, &event) < 0) fail("epoll_ctl");
        if (mode_ == "request") ask(c);
    }

    void ask(Connection& c) {
        if (send(c.fd, buffer_.data(), request_size, MSG_NOSIGNAL) != static_cast<ssize_t>(request_size)) fail("send");
    }

    double step(Connection& c, std::uint32_t events) {
        if (events & (EPOLLERR | EPOLLHUP)) {
            std::fprintf(stderr, "the server closed a connection\n");
            std::exit(1);
        }
        double done = 0;
        if (events & EPOLLIN) done += receive(c);
        if (events & EPOLLOUT) {
            ssize_t n = send(c.fd, buffer_.data(), chunk, MSG_NOSIGNAL);
            if (n < 0 && errno != EAGAIN) fail("send");
            if (mode_ == "sink" && n > 0) done += static_cast<double>(n);
        }
        return done;
    }

    double receive(Connection& c) {
        ssize_t n = recv(c.fd, buffer_.data(), chunk, 0);
        if (n == 0) {
            std::fprintf(stderr, "the server closed a connection\n");
            std::exit(1);
        }
        if (n < 0) return 0;
        if (mode_ == "echo") return static_cast<double>(n);
        c.got += static_cast<std::size_t>(n);
        if (c.got < answer_size) return 0;
        c.got = 0;
        ask(c);
        return 1;
    }
};

void measure_load(const std::string& mode, int port, const std::string& pid, std::size_t connections, double seconds) {
    Load load(mode, port, connections);
    load.run(0.3);  // warm up
    double cpu = cpu_seconds(pid), begin = now();
    double done = load.run(seconds);
    double elapsed = now() - begin, used = cpu_seconds(pid) - cpu;
    double unit = mode == "request" ? 1 : 1e6;
    std::printf("%.1f %.2f %.0f\n", done / unit / elapsed, used * 1e6 / (done / unit), resident_bytes(pid));
}

void measure_cycles(int port, const std::string& pid, std::size_t clients, double seconds) {
    std::atomic<std::size_t> cycles{0};
    double cpu = cpu_seconds(pid), begin = now(), end = begin + seconds;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < clients; ++i)
        threads.emplace_back([&, i] {
            for (unsigned n = 0; now() < end; ++n) {
                int fd = connect_to(port, static_cast<unsigned>(2 + (i * 16 + n % 16) % 250));
                if (fd < 0) fail("connect");
                char byte = 'x';
                if (send(fd, &byte, 1, MSG_NOSIGNAL) != 1 || recv(fd, &byte, 1, 0) != 1) fail("echo");
                close(fd);
                ++cycles;
            }
        });
    for (std::thread& thread : threads) thread.join();
    double done = static_cast<double>(cycles);
    std::printf("%.1f %.2f %.0f\n", done / (now() - begin), (cpu_seconds(pid) - cpu) * 1e6 / done, resident_bytes(pid));
}

void raise_descriptor_limit() {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

// How many of the connections get their byte back.
void measure_connections(int port, const std::string& pid, std::size_t wanted) {
    raise_descriptor_limit();
    double memory = resident_bytes(pid), cpu = cpu_seconds(pid);
    std::vector<int> open;
    timeval patience{5, 0};
    while (open.size() < wanted) {
        int fd = connect_to(port);
        if (fd < 0) break;
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        open.push_back(fd);
    }
    std::size_t answered = 0;
    for (int fd : open)
        if (send(fd, "x", 1, MSG_NOSIGNAL) != 1) fail("send");
    for (int fd : open) {
        char byte;
        if (recv(fd, &byte, 1, 0) != 1) break;
        ++answered;
    }
    double n = static_cast<double>(answered ? answered : 1);
    std::printf("%zu %.2f %.0f\n", answered, (cpu_seconds(pid) - cpu) * 1e6 / n, (resident_bytes(pid) - memory) / n);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 6) {
        std::fprintf(stderr, "Usage: net-load request|sink|echo|cycle|connections PORT PID CONNECTIONS SECONDS\n");
        return 2;
    }
    std::string mode = argv[1], pid = argv[3];
    int port = std::atoi(argv[2]);
    auto connections = static_cast<std::size_t>(std::atoi(argv[4]));
    if (mode == "connections") measure_connections(port, pid, connections);
    else if (mode == "cycle") measure_cycles(port, pid, connections, std::atof(argv[5]));
    else measure_load(mode, port, pid, connections, std::atof(argv[5]));
}
