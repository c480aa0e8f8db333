namespace NetDsl.Compiler.Emit;

/// <summary>How the same program is called on each device.</summary>
/// <param name="Prefix">Of its types: `Cpu`, `Gpu`.</param>
/// <param name="Alias">Of its namespace: behind `cpu::`, a name means the runtime's type whatever else has that name, a
/// network, a layer or a class of the project's own.</param>
/// <param name="Counted">What a call in the program is: on a GPU, how often it launches depends on the batch.</param>
internal sealed record DeviceNames(string Prefix, string Namespace, string Alias, string Words, string Counted)
{
    public static readonly DeviceNames Cpu = new("Cpu", "NetDsl.Cpu", "cpu", "the CPU", "Kernels");

    public static readonly DeviceNames Gpu = new(
        "Gpu", "NetDsl.Gpu", "gpu", "a GPU", "Calls, each of one launch or more");

    /// <summary>The directive that <see cref="Of"/> needs.</summary>
    public string Using => $"{Alias} = global::{Namespace}";

    /// <summary>A type of the device's, as C# names it.</summary>
    public string Of(string type) => $"{Alias}::{type}";
}
