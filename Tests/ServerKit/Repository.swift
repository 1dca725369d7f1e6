import Glibc

/// This checkout, and the programs built from it.
package enum Repository {
    /// Found from where this file was compiled.
    package static let path: String = {
        let parts = "\(#filePath)".split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/")
    }()

    /// The release binary where `make test` names one, else the debug build.
    package static var binary: String { Repository.variable("EXCHANGE_BINARY") ?? debugBinary }

    /// The debug build: the only one with fault points.
    package static var debugBinary: String { "\(path)/.build/debug/exchange" }

    package static func variable(_ name: String) -> String? {
        guard let found = getenv(name) else { return nil }
        let text = String(cString: found)
        return text.isEmpty ? nil : text
    }
}
