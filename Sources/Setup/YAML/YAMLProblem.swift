import Exchange
import Yams

/// What libyaml says is wrong, as a sentence for somebody who has never read the YAML standard.
enum YAMLProblem {
    static func complaint(_ error: any Error, text: String, file: String) -> Complaint {
        switch error {
        case YamlError.scanner(let context, let problem, let mark, _),
            YamlError.parser(let context, let problem, let mark, _),
            YamlError.composer(let context, let problem, let mark, _):
            return complaint(context, problem, mark, text: text, file: file)
        case YamlError.memory:
            return start(file, "blocks are nested too deep")
        default:
            return start(file, "this is not YAML")
        }
    }

    private static func complaint(
        _ context: YamlError.Context?, _ problem: String, _ mark: Yams.Mark, text: String, file: String
    ) -> Complaint {
        let here = Exchange.Mark(file: file, line: mark.line, column: mark.column)
        if let character = CharacterAtMark.tab(here, in: text) {
            return Complaint(character, key: "", "a tab cannot indent; use spaces")
        }
        if problem.contains("did not find expected key"), let quote = UnclosedQuote.mark(upTo: here, in: text) {
            return Complaint(quote, key: "", "this quote is not closed on its line")
        }
        let full = (context.map { $0.text + ": " } ?? "") + problem
        guard let sentence = YAMLSentence.all.first(where: { full.contains($0.problem) }) else {
            return Complaint(here, key: "", "this is not YAML: \(problem)")
        }
        guard sentence.atContext, let context else { return Complaint(here, key: "", sentence.message) }
        let opening = Exchange.Mark(file: file, line: context.mark.line, column: context.mark.column)
        return Complaint(opening, key: "", sentence.message)
    }

    private static func start(_ file: String, _ message: String) -> Complaint {
        Complaint(Exchange.Mark(file: file, line: 1, column: 1), key: "", message)
    }
}
