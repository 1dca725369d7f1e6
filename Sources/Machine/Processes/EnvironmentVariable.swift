import Glibc

/// The environment this program was started with.
package enum EnvironmentVariable {
    /// Nil where it is not set, or empty.
    package static func value(_ name: String) -> String? {
        guard let found = getenv(name), found.pointee != 0 else { return nil }
        return String(cString: found)
    }
}
