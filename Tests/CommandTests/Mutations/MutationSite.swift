import Foundation
import ServerKit

/// Where a variant is carried through a run: a root of its own, and for whole loads what one night has left in it.
final class MutationSite {
    static let shippedSheet = Result { Sheet(try Site.sample()) }
    static let smallSheet = Sheet.people(60)
    static let largeSheet = Sheet.people(240)

    private let lastNight: Site

    /// Delivers the load that others are held against.
    init() throws {
        lastNight = try MutationSite.site(.careful)
        try lastNight.give(MutationSite.largeSheet.bytes)
        let outcome = try lastNight.run("run", "sis-import", "--as-of", "2026-11-20T02:30")
        if outcome.status != 0 { throw NotDelivered(why: outcome.output + outcome.errors) }
    }

    static func sheet(_ family: MutationKind.Family) throws -> Sheet {
        switch family {
        case .malformed: try shippedSheet.get()
        case .mischief: smallSheet
        case .load: largeSheet
        }
    }

    func fresh(_ kind: MutationKind) throws -> Site {
        let site = try MutationSite.site(kind.profile)
        if kind.family == .load {
            try FileManager.default.copyItem(
                atPath: lastNight.scratch.at("state"), toPath: site.scratch.at("state"))
        }
        return site
    }

    private static func site(_ profile: PlainProfile) throws -> Site {
        try Site(profile: profile.text(try Site.shippedProfile()))
    }

    struct NotDelivered: Error { let why: String }
}
