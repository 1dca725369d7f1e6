/// All a run needs to know of its profile: read, found whole, and ready to be carried out.
package struct RunPlan: Sendable {
    package let profile: ProfileName
    package let feed: any Feed
    package let pickup: PickupPlan
    package let delivery: DeliveryPlan
    package let verification: Verification
    package let limits: GuardLimits
    /// Programs of the institution's own that see each record before the feed does, in this order.
    package let transformers: [TransformerPlan]
    /// What is done with OpenPGP; nil for nothing.
    package let pgp: PGPPlan?
    /// The zone of the run's clock, as the tz database names it; it exists on this machine.
    package let zone: String
    package let retention: Retention
    /// After so long a run stops where it is, and the next one goes on; nil: never.
    package let deadlineMilliseconds: Int?
    /// What a run may take, and how often its files are tried.
    package let bounds: RunBounds
    /// Who is told what about its runs.
    package let notices: NoticePlan
    /// Nothing is sent before a person has looked at what would be.
    package var isReviewed = false
    /// Every file this plan was read from, sorted by path, each once.
    package let sources: [SourceFile]

    package init(
        profile: ProfileName, feed: any Feed, pickup: PickupPlan, delivery: DeliveryPlan,
        verification: Verification = .quick, limits: GuardLimits = GuardLimits(),
        transformers: [TransformerPlan] = [], pgp: PGPPlan? = nil, zone: String,
        retention: Retention = Retention(), deadlineMilliseconds: Int? = nil,
        bounds: RunBounds = RunBounds(), notices: NoticePlan = NoticePlan(), sources: [SourceFile] = []
    ) {
        self.profile = profile
        self.feed = feed
        self.pickup = pickup
        self.delivery = delivery
        self.verification = verification
        self.limits = limits
        self.transformers = transformers
        self.pgp = pgp
        self.zone = zone
        self.retention = retention
        self.deadlineMilliseconds = deadlineMilliseconds
        self.bounds = bounds
        self.notices = notices
        self.sources = sources
    }
}
