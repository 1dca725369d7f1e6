import CLinux
import Glibc

/// What systemd is told (sd_notify(3)), where it started us with `Type=notify`; else nobody is told anything.
package enum ServiceNotice {
    /// Seconds within which it wants a sign of life; nil where it wants none.
    package static var watchdog: Double? {
        variable("WATCHDOG_USEC").flatMap { Double($0) }.map { $0 / 1_000_000 }
    }

    /// `READY=1`, `STATUS=…`, `WATCHDOG=1`, `STOPPING=1`, `RELOADING=1`; several with line feeds between them.
    package static func tell(_ words: String) {
        guard let path = variable("NOTIFY_SOCKET") else { return }
        let bytes = Array(words.utf8)
        _ = bytes.withUnsafeBytes { exchange_notify(path, $0.baseAddress, $0.count) }
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
