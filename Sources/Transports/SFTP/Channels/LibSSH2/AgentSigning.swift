import CSSH2
import Exchange

/// One key of an agent's, at the moment libssh2 wants something signed with it.
final class AgentSigning {
    private let agent: AgentConversation
    private let identity: AgentConversation.Identity
    /// What went wrong between us and the agent.
    private(set) var fault: Fault?

    init(_ agent: AgentConversation, _ identity: AgentConversation.Identity) {
        self.agent = agent
        self.identity = identity
    }

    /// As libssh2 calls it, with a pointer to a pointer to this object; the signature is its own to free.
    static let sign: exchange_ssh2_sign = { _, signature, length, data, count, abstract in
        guard let owner = abstract?.pointee, let signature, let length else { return -1 }
        let signing = Unmanaged<AgentSigning>.fromOpaque(owner).takeUnretainedValue()
        guard let made = signing.signature(of: UnsafeRawBufferPointer(start: data, count: count)), !made.isEmpty,
            let memory = exchange_ssh2_memory(made.count)
        else { return -1 }
        memory.copyMemory(from: made, byteCount: made.count)
        signature.pointee = memory.assumingMemoryBound(to: UInt8.self)
        length.pointee = made.count
        return 0
    }

    private func signature(of data: UnsafeRawBufferPointer) -> [UInt8]? {
        do throws(Fault) {
            return try agent.sign(data, with: identity)
        } catch {
            fault = error
            return nil
        }
    }
}
