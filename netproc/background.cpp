#include "background.hpp"

#include <pthread.h>

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>

namespace el::net {

namespace {

constexpr unsigned most_threads = 64;
constexpr std::chrono::seconds idle_time{5};

class Crew {
public:
    void add(std::function<void()> task) {
        std::unique_lock lock(mutex_);
        tasks_.push_back(std::move(task));
        if (idle_ >= tasks_.size() || threads_ >= most_threads) return work_.notify_one();
        ++threads_;
        lock.unlock();
        start();
    }

private:
    // Signals are for the threads that expect them.
    void start() {
        sigset_t all, before;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before);
        bool started = true;
        try {
            std::thread([this] { work(); }).detach();
        } catch (const std::system_error&) {
            started = false;
        }
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
        if (!started) no_thread();
    }
    // The system has none left: those that work now will come to the task. If there are none, this thread has to do it.
    void no_thread() {
        std::unique_lock lock(mutex_);
        if (--threads_ > 0 || tasks_.empty()) return;
        auto task = std::move(tasks_.front());
        tasks_.pop_front();
        lock.unlock();
        task();
    }
    void work() {
        std::unique_lock lock(mutex_);
        for (;;) {
            while (!tasks_.empty()) {
                auto task = std::move(tasks_.front());
                tasks_.pop_front();
                lock.unlock();
                task();
                lock.lock();
            }
            ++idle_;
            bool more = work_.wait_for(lock, idle_time, [&] { return !tasks_.empty(); });
            --idle_;
            if (more) continue;
            --threads_;
            return;
        }
    }

    std::mutex mutex_;
    std::condition_variable work_;
    std::deque<std::function<void()>> tasks_;
    unsigned threads_ = 0, idle_ = 0;
};

}  // namespace

void run_in_background(std::function<void()> task) {
    static Crew& crew = *new Crew;  // never destroyed: its threads may outlive everything else
    crew.add(std::move(task));
}

}  // namespace el::net
