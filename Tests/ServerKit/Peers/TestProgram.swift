/// The programs in `Tests/Servers`: C ones as the build made them, Python ones where they stand.
package enum TestProgram {
    package static let python = "/usr/bin/python3"

    package static func path(_ name: String) -> String { "\(Repository.path)/.build/debug/\(name)" }

    package static func script(_ name: String) -> String { "\(Repository.path)/Tests/Servers/\(name).py" }
}
