import Exchange

extension Fault {
    /// The refusal of a file as a sentence that begins with its name; other faults as they stand.
    func about(_ file: any StagedFile) -> Fault {
        let name = PlacePath.readable(file.name)
        guard disposition == .reject, !message.contains(name) else { return self }
        let words = "\(name): \(message)\(message.hasSuffix(".") ? "" : ".")"
        return Fault(code, disposition, words, remedy: remedy, context: context)
    }
}
