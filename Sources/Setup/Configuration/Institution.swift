import Exchange

/// A tenant, as `Profiles/institutions.yaml` has it.
package struct Institution: Hashable, Sendable {
    package let name: String
    /// For reports: `Example University Library`.
    package let title: String
    /// The zone of its profiles that name none themselves.
    package let zone: String
    /// The file with the key to its sealed files, as written; nil for the one the program makes itself.
    package let keyFile: String?
    /// The folder with its OpenPGP keys, as written; nil for none.
    package let gpgHome: String?
    /// Whether its state may lie on a file system that is not a disk of this machine.
    package let networkState: Bool
    /// How long what its runs leave is kept.
    package let retention: Retention
    /// Where it is defined.
    package let mark: Mark
    /// The folder of its profiles and connections: `Profiles`, or `Profiles/<name>` for further institutions.
    package let folder: String
    /// How its reports call the records they speak of.
    package let identifiers: Identifiers
    /// How many of its runs go on at once.
    package let limits: RunLimits
    /// What one of its runs may take, where its profile does not say.
    package let bounds: RunBounds
    /// Where its reports are filed by day, as written; nil for the usual place.
    package let reportsFolder: String?
    /// The file with its metrics, as written; nil for none.
    package let metricsFile: String?
    /// Whom it tells what, as written; nil for nobody.
    let notify: Node?
}
