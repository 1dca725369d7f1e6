/// What one run may take before its process is ended, and how often the same files are tried.
package struct RunBounds: Hashable, Sendable {
    /// Bytes of memory of its own (RLIMIT_DATA).
    package let memory: Int
    /// Seconds of computing (RLIMIT_CPU).
    package let cpu: Int
    /// Seconds without any progress, under the daemon.
    package let silence: Int
    /// After so many processes that ended over the same files, or runs that failed on them, these are set aside. Zero:
    /// never.
    package let attempts: Int

    package init(memory: Int = 2 << 30, cpu: Int = 3600, silence: Int = 1800, attempts: Int = 3) {
        self.memory = memory
        self.cpu = cpu
        self.silence = silence
        self.attempts = attempts
    }
}
