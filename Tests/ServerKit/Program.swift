import Exchange
import Machine

/// Runs `exchange` as an operator does, and keeps what it said.
package struct Program {
    package struct Outcome {
        package let status: Int
        package let output: String
        package let errors: String
    }

    private let binary: String
    private let environment: [String: String]

    /// `environment` is all the program sees beside a plain PATH.
    package init(_ binary: String = Repository.binary, environment: [String: String] = [:]) {
        self.binary = binary
        self.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { given, _ in given }
    }

    package func run(_ arguments: String..., deadline: Int = 120_000) throws -> Outcome {
        try run(arguments, deadline: deadline)
    }

    package func run(_ arguments: [String], deadline: Int = 120_000) throws -> Outcome {
        let child = ChildProcess(
            binary, arguments, environment: environment, deadlineMilliseconds: deadline, outputLimit: 64 << 20)
        let outcome = try child.run()
        return Outcome(
            status: outcome.status, output: String(decoding: outcome.output, as: UTF8.self), errors: outcome.lastWords)
    }
}
