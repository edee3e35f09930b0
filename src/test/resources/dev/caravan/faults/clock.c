/* Moves the wall clock of one process by CLOCK_OFFSET_SECONDS; the monotonic clock stays, as on a machine that is set
   wrong. Deadlines on the wall clock, which threads wait for, are moved back. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

/* No monotonic clock counts so many seconds. */
static const time_t WALL = 1000000000;

static long offset;
static int (*gettime)(clockid_t, struct timespec *);
static int (*timedwait)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);

__attribute__((constructor)) static void find(void) {
    offset = atol(getenv("CLOCK_OFFSET_SECONDS"));
    gettime = (int (*)(clockid_t, struct timespec *)) dlsym(RTLD_NEXT, "clock_gettime");
    timedwait = (int (*)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *))
            dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int result = gettime(clock, now);
    if (clock == CLOCK_REALTIME) {
        now->tv_sec += offset;
    }
    return result;
}

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *deadline) {
    struct timespec moved = *deadline;
    if (moved.tv_sec > WALL) {
        moved.tv_sec -= offset;
    }
    return timedwait(condition, mutex, &moved);
}
