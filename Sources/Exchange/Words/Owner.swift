/// Who must act on a finding or a fault. Reports group by this, because the first question is always "is this mine?".
package enum Owner: String, Sendable, CaseIterable {
    /// The office that owns the campus data (registrar, personnel office).
    case registrar
    /// The library's own staff: codes, profiles, decisions.
    case library
    /// Those of the library who order and pay: acquisitions.
    case acquisitions
    /// The supplier who sent the file.
    case vendor
    /// Whoever runs the machines: accounts, disks, networks, this program's set-up.
    case it

    /// How a report names it.
    package var title: String {
        switch self {
        case .registrar: "registrar"
        case .library: "library"
        case .acquisitions: "acquisitions"
        case .vendor: "vendor"
        case .it: "IT"
        }
    }
}
