import CLinux
import Glibc
import Synchronization

/// Signals as something to wait for: each wakes whoever polls the descriptor. One for the whole process.
package enum SignalPipe {
    private static let farEnd = Atomic<Int32>(-1)

    /// Takes these signals; answers the descriptor to poll. Asked for once.
    package static func open(_ numbers: [Int32]) -> Int32 {
        var ends: [Int32] = [-1, -1]
        guard exchange_pipe(&ends) == 0 else { return -1 }
        for end in ends { _ = exchange_make_nonblocking(end) }
        farEnd.store(ends[1], ordering: .relaxed)
        for number in numbers {
            signal(number) { number in
                var byte = UInt8(truncatingIfNeeded: number)
                // A full pipe has been heard of anyhow.
                _ = write(SignalPipe.farEnd.load(ordering: .relaxed), &byte, 1)
            }
        }
        return ends[0]
    }

    /// What has come since; each number once.
    package static func take(_ descriptor: Int32) -> Set<Int32> {
        var found: Set<Int32> = []
        var bytes = [UInt8](repeating: 0, count: 256)
        while true {
            let got = read(descriptor, &bytes, bytes.count)
            if got <= 0 { return found }
            for byte in bytes[..<got] { found.insert(Int32(byte)) }
        }
    }
}
