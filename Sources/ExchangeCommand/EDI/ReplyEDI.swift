import ArgumentParser
import Engine
import Exchange
import Feeds
import Glibc
import Machine

struct ReplyEDI: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply", abstract: "A letter to the vendor about an invoice, as a draft. Nothing is sent.",
        discussion: """
            With --contrl, an answer for the vendor's system instead (CONTRL D.3): it acknowledges the interchange, and \
            rejects each message whose syntax is wrong, with segment and element. It cannot say that amounts are wrong: \
            that is in the letter alone. Ask the vendor whether such answers are read before you send one.

              exchange edi reply vendor.edi 583607
              exchange edi reply vendor.edi --contrl -o answer.edi
            """)

    @OptionGroup var source: EDISource
    @Flag(help: "An answer for the vendor's system about the syntax of an interchange.")
    var contrl = false
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The new file for --contrl; it is shown only, if left out.", valueName: "file"))
    var output: String?

    func validate() throws {
        if output != nil, !contrl { throw ValidationError("--output is for --contrl.") }
    }

    func run() throws {
        if contrl { return try answer() }
        let view = try source.one(try source.insisted(), try source.feed())
        guard let opinion = view.invoice, opinion.hasError else {
            print("Nothing is wrong with this invoice that the vendor must know.")
            throw Ending(end: .nothingToDo)
        }
        for line in EDIReply(opinion).lines { Terminal.put(Engine.shown(line) + "\n", on: STDOUT_FILENO) }
    }

    private func answer() throws {
        let file = try source.insisted()
        let now = try TimeZoneFile.zone(named: "UTC").civil(WallClock.now())
        guard let answer = try EDISyntaxAnswer.draft(file, prepared: now, about: source.isWanted) else {
            throw Fault(
                .commandMessage, .stop,
                "\(file.name) has no message \(source.invoice ?? "") in an interchange that could be answered.")
        }
        for number in answer.beyond.prefix(20) {
            let words = "\(number) is acknowledged: what is wrong with it is no syntax. The letter says it."
            Terminal.put(Engine.shown(words) + "\n", on: STDERR_FILENO)
        }
        guard let output else {
            let lines = String(decoding: answer.bytes, as: UTF8.self).split(separator: "\n")
            for line in lines { Terminal.put(Engine.shown(String(line)) + "\n", on: STDOUT_FILENO) }
            return
        }
        try NewFile.write(answer.bytes, output)
        print("Written to \(Engine.shown(output)); \(counted(answer.rejected, "message")) rejected. Nothing was sent.")
    }
}
