import Engine
import Exchange
import Glibc
import Machine

/// Tells how carrying files goes, and what it came to.
final class CarryPrinter {
    private struct Failure: Encodable {
        let from: String
        let code: String
        let message: String
        let remedy: String
    }

    private struct Document: Encodable {
        let files: Int
        let bytes: Int
        let milliseconds: Int
        let failures: [Failure]
    }

    private let verb: String
    private let options: CarryOptions
    private let line: ProgressLine
    private let began = WallClock.steady()
    private var files = 0
    private var bytes = 0
    private var failures: [Failure] = []
    private var listed = 0
    private(set) var first: Fault?

    /// More than these are counted only: thousands of lines help nobody.
    private static let listedFiles = 20
    private static let keptFailures = 1000

    init(_ verb: String, _ options: CarryOptions) {
        self.verb = verb
        self.options = options
        line = ProgressLine(quiet: options.quiet || options.json.isOn)
    }

    func progress(_ progress: Progress) { line.show(verb, progress, counting: "file") }

    func ended(_ file: CarriedFile) {
        if let fault = file.fault { return failed(file, fault) }
        files += 1
        bytes += file.bytes
        if options.quiet || options.json.isOn { return }
        listed += 1
        guard listed <= CarryPrinter.listedFiles else { return }
        line.clear()
        print("\(shown(file.from)) -> \(shown(file.to))  \(sized(file.bytes))")
    }

    private func failed(_ file: CarriedFile, _ fault: Fault) {
        if first == nil { first = fault }
        if failures.count < CarryPrinter.keptFailures {
            failures.append(
                Failure(from: file.from, code: fault.code.name, message: fault.message, remedy: fault.remedy))
        }
        if options.json.isOn { return }
        line.clear()
        FaultPrinter.print(fault)
    }

    func clear() { line.clear() }

    /// `2,000 files, 41.0 MB in 1.2 s, 34.1 MB/s`.
    func finish() {
        line.clear()
        let seconds = WallClock.steady() - began
        if options.json.isOn {
            let document = Document(
                files: files, bytes: bytes, milliseconds: Int(seconds * 1000), failures: failures)
            return Terminal.put(Engine.json(document), on: STDOUT_FILENO)
        }
        if options.quiet || (files == 0 && first != nil) { return }
        if listed > CarryPrinter.listedFiles { print("… and \(grouped(listed - CarryPrinter.listedFiles)) more") }
        let tenths = Int((seconds * 10).rounded())
        let rate = sized(Int(Double(bytes) / max(seconds, 0.001)))
        print("\(counted(files, "file")), \(sized(bytes)) in \(tenths / 10).\(tenths % 10) s, \(rate)/s")
    }
}
