import CCurl
import Exchange
import Synchronization

/// libcurl and the libssl it speaks TLS with, loaded when a connection first needs them.
struct CurlLibrary {
    static let file = "libcurl.so.4"
    static let tlsFile = "libssl.so.3"

    let api: exchange_curl_api
    /// `7.88.1`.
    let version: String
    /// `OpenSSL/3.0.19`.
    let tls: String

    private static let hasStarted = Mutex(false)

    /// `curl.library` where it is missing, too old, or speaks TLS through something other than OpenSSL: every rule about
    /// certificates would then be another one. It is started once per process, whoever comes first.
    static func load(_ file: String = file) throws(Fault) -> CurlLibrary {
        var api = exchange_curl_api()
        if let missing = exchange_curl_load(file, tlsFile, &api) {
            throw unfit("'\(String(cString: missing))' was not found")
        }
        let found = api
        let started = hasStarted.withLock { started in
            // CURL_GLOBAL_ALL
            if !started { started = found.global_init(3) == 0 }
            return started
        }
        guard started, let said = api.version_info(0)?.pointee, let version = said.version else {
            throw unfit("it could not be started")
        }
        let library = CurlLibrary(
            api: api, version: String(cString: version), tls: said.tls.map { String(cString: $0) } ?? "no TLS")
        guard let number = LibraryVersion(library.version), number >= .oldestCurl else {
            throw unfit("version \(library.version) is too old; it takes \(LibraryVersion.oldestCurl) or later")
        }
        guard library.tls.hasPrefix("OpenSSL/3.") else {
            throw unfit("the one installed speaks TLS through \(library.tls), not OpenSSL 3")
        }
        return library
    }

    private static func unfit(_ why: String) -> Fault {
        Fault(.curlLibrary, .stop, "FTP and HTTPS need the library libcurl: \(why).")
    }
}
