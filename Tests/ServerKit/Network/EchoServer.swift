/// Sends back what it gets, over TCP.
package final class EchoServer {
    package let port: Int
    private let scratch: Scratch
    private let process: KeptProcess

    package init() throws {
        scratch = try Scratch()
        process = try KeptProcess(TestProgram.python, [TestProgram.script("echo")], log: scratch.at("log"))
        port = try process.announcedPort()
    }

    deinit { process.end() }
}
