import Exchange

/// What is done with OpenPGP, in plain English.
struct PGPWords {
    let plan: PGPPlan?

    var arrivals: [String] {
        guard let unwrapping = plan?.unwrapping else { return [] }
        let plain = unwrapping.isRequired ? "a file that is not is refused" : "a file that is not is taken as it is"
        var lines = ["The files come encrypted to the OpenPGP key \(unwrapping.key); \(plain)."]
        if !unwrapping.signers.isEmpty {
            lines.append("They must be signed by \(unwrapping.signers.joined(separator: " or ")).")
        }
        return lines
    }

    var deliveries: [String] {
        guard let wrapping = plan?.wrapping else { return [] }
        let readers = wrapping.recipients.joined(separator: ", ")
        let signed = wrapping.signer.map { ", and signed by \($0)" } ?? ""
        return ["Each is encrypted with OpenPGP to \(readers)\(signed); its name gets '\(wrapping.suffix)'."]
    }
}
