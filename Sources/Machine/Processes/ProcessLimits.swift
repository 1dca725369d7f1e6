import CLinux

/// What this process, and each that it starts, may take of the machine.
package enum ProcessLimits {
    /// Bytes of memory of its own. Beyond them it is refused memory, which ends it.
    package static func limit(memory bytes: Int) { _ = exchange_limit_data(UInt64(bytes)) }

    /// Seconds of computing. Beyond them it is sent SIGXCPU, which ends it.
    package static func limit(cpu seconds: Int) { _ = exchange_limit_cpu(UInt64(seconds)) }
}
