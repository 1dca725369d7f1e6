import Exchange

extension Code {
    package static let runPoison = Code(
        "run.poison", .data, owner: .it,
        cause: "The same files ended one run, or its process, after the other before anything was sent: they need more "
            + "memory or time than 'limits' gives, or hold something that a program cannot cope with. They are set aside, "
            + "so that later files do not wait for them.",
        remedy:
            "Nothing was sent, and the files stay at their source. If they are just large, raise 'limits: memory' or "
            + "'limits: cpu' in the profile: that alone has them taken again. Else look what is odd about them, and report "
            + "an error of this program with the file. 'exchange run PROFILE --again --reason TEXT' tries them once more."
    )

    /// Every code of setting files aside.
    static let poison: [Code] = [runPoison]
}
