import CLinux
import Exchange
import Glibc

/// The folder with the keys.
enum GnuPGHome {
    /// Throws `pgp.home` unless it is a folder of our own that nobody else may enter.
    static func check(_ path: String) throws(Fault) {
        var found = stat()
        guard stat(path, &found) == 0, found.st_mode & S_IFMT == S_IFDIR else {
            throw unusable(path, "there is no such folder.")
        }
        if found.st_uid != geteuid() {
            throw unusable(path, "it belongs to another account than the one this runs as.")
        }
        if found.st_mode & 0o077 != 0 { throw unusable(path, "others than its owner may look into it.") }
    }

    private static func unusable(_ path: String, _ why: String) -> Fault {
        Fault(
            .pgpHome, .stop, "The folder with the OpenPGP keys, \(path), cannot be used: \(why)",
            context: ["path": path])
    }
}
