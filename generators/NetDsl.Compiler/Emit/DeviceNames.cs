namespace NetDsl.Compiler.Emit;

/// <summary>How the same program is called on each device.</summary>
/// <param name="Prefix">Of its types: `Cpu`, `Gpu`.</param>
internal sealed record DeviceNames(string Prefix, string Namespace, string Words)
{
    public static readonly DeviceNames Cpu = new("Cpu", "NetDsl.Cpu", "the CPU");

    public static readonly DeviceNames Gpu = new("Gpu", "NetDsl.Gpu", "a GPU");
}
