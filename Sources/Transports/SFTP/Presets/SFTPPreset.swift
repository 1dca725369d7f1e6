/// What is known of a service that many libraries deliver to, as data. A connection that names it is checked against it.
struct SFTPPreset: Hashable, Sendable {
    /// As connections name it.
    let name: String
    /// As messages name it.
    let title: String
    let port: Int
    let key: KeyFile.Kind
    /// In bytes; larger files are not sent.
    let sizeLimit: Int
    /// As a message says it.
    let sizeWords: String
    /// After so many days the service removes what lies there.
    let retentionDays: Int?
    let allowsBlanks: Bool
    /// Folders of which each delivery names one: what is for trying must not lie where the real thing is read.
    let areas: [String]

    static let all: [SFTPPreset] = [
        SFTPPreset(
            name: "ex-libris-mft", title: "Ex Libris' managed file transfer", port: 10022, key: .rsa,
            sizeLimit: 4_000_000_000, sizeWords: "4 GB", retentionDays: 30, allowsBlanks: false,
            areas: ["production", "sandbox"]),
        SFTPPreset(
            name: "summon", title: "Summon's file server", port: 2022, key: .rsa, sizeLimit: 50_000_000,
            sizeWords: "50 MB", retentionDays: nil, allowsBlanks: true, areas: []),
    ]

    static func named(_ name: String) -> SFTPPreset? { all.first { $0.name == name } }
}
