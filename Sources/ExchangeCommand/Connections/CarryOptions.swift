import ArgumentParser
import Engine

extension CarryCheck: ExpressibleByArgument {}

/// What getting and putting have in common.
struct CarryOptions: ParsableArguments {
    @Flag(help: "Replace files that are there already.")
    var replace = false
    @Option(help: "How each file is compared: size, or readback (it is read once more).")
    var check = CarryCheck.size
    @Flag(name: .shortAndLong, help: "Print only what went wrong.")
    var quiet = false
    @OptionGroup var root: RootOptions
    @OptionGroup var json: JSONOption
}
