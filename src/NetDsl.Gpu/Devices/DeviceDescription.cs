namespace NetDsl.Gpu;

/// <summary>A GPU that <see cref="GpuDevices.List"/> has found.</summary>
/// <param name="Device">What to pass to a model's <c>Create</c>.</param>
/// <param name="Name">As its driver calls it.</param>
/// <param name="Multiprocessors">CUDA's streaming multiprocessors, OpenCL's compute units.</param>
/// <param name="Memory">Bytes in all.</param>
/// <param name="Problem">Why it cannot be used; null where nothing is known to be in the way.</param>
public sealed record DeviceDescription(
    Device Device, string Name, int Multiprocessors, long Memory, string? Problem = null)
{
    /// <summary>One line: <c>cuda:0  NVIDIA H200, 132 multiprocessors, 139.8 GiB</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Device.ToString().Split(':')[0]}:{Device.Number}  {Name}, {Multiprocessors} multiprocessors, ")
        + Bytes.InWords(Memory)
        + (Problem is null ? "" : $"; cannot be used: {Problem}");
}
