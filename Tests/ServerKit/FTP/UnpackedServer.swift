import Exchange
import Glibc
import Machine

/// Servers that a script in `Tests/Servers` fetched and unpacked, once for each checkout.
enum UnpackedServer {
    static let vsftpd = unpack("vsftpd")
    static let proftpd = unpack("proftpd")

    /// As folders of libraries are called: `x86_64`.
    static var machine: String {
        var names = utsname()
        uname(&names)
        return withUnsafePointer(to: &names.machine) {
            $0.withMemoryRebound(to: CChar.self, capacity: 65) { String(cString: $0) }
        }
    }

    private static func unpack(_ name: String) -> Result<String, TestTrouble> {
        let place = "\(Repository.path)/.build/test-servers/\(name)"
        let script = ChildProcess(
            "\(Repository.path)/Tests/Servers/unpack-\(name)", [place],
            environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"],
            deadlineMilliseconds: 400_000)
        do throws(Fault) {
            let said = try script.run()
            return said.status == 0 ? .success(place) : .failure(TestTrouble(said.lastWords))
        } catch {
            return .failure(TestTrouble(error.message))
        }
    }
}
