namespace NetDsl.Compiler.Emit;

/// <summary>How the same program is called on each device.</summary>
/// <param name="Prefix">Of its types: `Cpu`, `Gpu`.</param>
/// <param name="Counted">What a call in the program is: on a GPU, how often it launches depends on the batch.</param>
internal sealed record DeviceNames(string Prefix, string Namespace, string Words, string Counted)
{
    public static readonly DeviceNames Cpu = new("Cpu", "NetDsl.Cpu", "the CPU", "Kernels");

    public static readonly DeviceNames Gpu = new(
        "Gpu", "NetDsl.Gpu", "a GPU", "Calls, each of one launch or more");

    /// <summary>A type of the device's, as C# names it: by its full name, which means the runtime's type whatever else of the
    /// project has its name.</summary>
    public string Of(string type) => $"global::{Namespace}.{type}";
}
