/// How strictly a file is read.
package enum EDIMode: Sendable {
    /// As vendors really write: every deviation is accepted where the data stay certain, and said.
    case tolerant
    /// As the standard has it: for what this program writes itself.
    case strict
}
