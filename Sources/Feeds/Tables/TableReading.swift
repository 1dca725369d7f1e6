import Exchange
import Formats

extension TableFormat {
    /// The block `read` of a profile, or what holds where there is none.
    static func read(_ settings: Settings?, _ complaints: inout Complaints) -> TableFormat {
        .csv(DialectReading.dialect(settings, &complaints))
    }
}
