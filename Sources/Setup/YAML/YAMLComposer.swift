import Exchange
import Yams

/// Text to libyaml's tree.
///
/// Yams gives up at the first key that stands twice in a block and tells only where the first of the two stands. So that
/// every such key can be complained about, at the right place, the first is masked with as many private characters and
/// the text composed again; `YAMLTree` meets the mask, complains about the second and drops the first.
enum YAMLComposer {
    /// More doubled keys than this in one file are reported a first part at a time.
    private static let rounds: UInt32 = 64

    static func compose(_ text: String, file: String) throws(Complaints) -> ComposedYAML {
        var text = text
        var masked: [Unicode.Scalar: String] = [:]
        for round in 0..<rounds {
            do {
                // Without rules every value stays a text, and no regular expression runs.
                let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
                return ComposedYAML(root: try parser.singleRoot(), masked: masked)
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                let first = keys.sorted().first ?? ""
                guard let mask = Unicode.Scalar(0xF0000 + round),
                    let next = KeyMask.mask(first, line: context.mark.line, column: context.mark.column, in: text, mask)
                else { throw doubled(first, context.mark, file: file) }
                text = next
                masked[mask] = first
            } catch {
                throw Complaints([YAMLProblem.complaint(error, text: text, file: file)])
            }
        }
        throw Complaints([Complaint(Mark(file: file, line: 1, column: 1), key: "", "too many keys are written twice")])
    }

    private static func doubled(_ key: String, _ mark: Yams.Mark, file: String) -> Complaints {
        let here = Exchange.Mark(file: file, line: mark.line, column: mark.column)
        return Complaints([Complaint(here, key: key, "'\(key)' is written twice in the same block")])
    }
}
