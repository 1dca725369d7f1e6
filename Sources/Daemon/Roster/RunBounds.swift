/// What one run may take before its process is ended; the run is gone on with by the next.
package struct RunBounds: Hashable, Sendable {
    /// Bytes of memory of its own (RLIMIT_DATA).
    package let memory: Int
    /// Seconds of computing (RLIMIT_CPU).
    package let cpu: Int
    /// Seconds without any progress.
    package let silence: Int

    package init(memory: Int = 2 << 30, cpu: Int = 3600, silence: Int = 1800) {
        self.memory = memory
        self.cpu = cpu
        self.silence = silence
    }
}
