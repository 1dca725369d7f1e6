import CLinux

/// Whether somebody keeps the machine's time right.
package enum TimeKeeping {
    /// Whether the kernel was told by a time service (chrony, systemd-timesyncd, ntpd) that its time is right; nil where the
    /// kernel may not be asked, as in some containers.
    package static var isSynchronised: Bool? {
        switch exchange_clock_state() {
        case 1: true
        case 0: false
        default: nil
        }
    }
}
