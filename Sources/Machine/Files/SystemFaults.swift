import CLinux
import Exchange
import Glibc

/// Maps the kernel's error numbers to faults; the only place that does.
package enum SystemFaults {
    /// The fault for `number` (the current `errno` by default) while trying to `verb` `path`.
    package static func fault(_ verb: String, _ path: String, _ number: Int32 = exchange_errno()) -> Fault {
        let reason = String(cString: strerror(number))
        let context = ["path": path, "errno": String(number)]
        switch number {
        case ENOSPC, EDQUOT:
            return Fault(.machineDiskFull, .stop, "The disk is full: could not \(verb) \(path).", context: context)
        case ELOOP, EXDEV:
            return Fault(
                .machineConfined, .stop, "\(path) leads through a link or out of its folder; it was not followed.",
                context: context)
        case EEXIST:
            return Fault(
                .machineExists, .stop, "Could not \(verb) \(path): it exists already.", context: context)
        case ENOENT, ENOTDIR:
            return Fault(
                .machineMissing, .stop, "Could not \(verb) \(path): there is nothing of that name.", context: context)
        case EISDIR, ENXIO, ENODEV:
            return Fault(
                .machineNotAFile, .stop, "Could not \(verb) \(path): it is not a regular file (\(reason)).",
                context: context)
        default:
            return Fault(.machineFile, .stop, "Could not \(verb) \(path): \(reason).", context: context)
        }
    }
}
