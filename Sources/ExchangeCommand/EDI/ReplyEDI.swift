import ArgumentParser
import Engine
import Exchange
import Feeds
import Glibc
import Machine

struct ReplyEDI: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply", abstract: "A letter to the vendor about an invoice, as a draft. Nothing is sent.")

    @OptionGroup var source: EDISource

    func run() throws {
        let view = try source.one(try source.insisted(), try source.feed())
        guard let opinion = view.invoice, opinion.hasError else {
            print("Nothing is wrong with this invoice that the vendor must know.")
            throw Ending(end: .nothingToDo)
        }
        for line in EDIReply(opinion).lines { Terminal.put(Engine.shown(line) + "\n", on: STDOUT_FILENO) }
    }
}
