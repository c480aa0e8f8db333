using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NetDsl;

/// <summary>Where a network runs: <c>Device.Cpu</c>, <c>Device.Cuda</c>, or of several GPUs one by its number,
/// <c>Device.Cuda.At(1)</c>. As text: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</summary>
public readonly record struct Device
{
    private static readonly (string Name, DeviceKind Kind)[] Kinds =
    [
        ("auto", DeviceKind.Auto),
        ("cpu", DeviceKind.Cpu),
        ("cuda", DeviceKind.Cuda),
        ("opencl", DeviceKind.OpenCl),
        ("ilgpu-cpu", DeviceKind.IlgpuCpu),
    ];

    private Device(DeviceKind kind, int number) => (Kind, Number) = (kind, number);

    /// <summary>See <see cref="DeviceKind.Auto"/>: the default.</summary>
    public static Device Auto => default;

    /// <summary>See <see cref="DeviceKind.Cpu"/>.</summary>
    public static Device Cpu => new(DeviceKind.Cpu, 0);

    /// <summary>See <see cref="DeviceKind.Cuda"/>; the first, unless <see cref="At"/> says another.</summary>
    public static Device Cuda => new(DeviceKind.Cuda, 0);

    /// <summary>See <see cref="DeviceKind.OpenCl"/>; the first, unless <see cref="At"/> says another.</summary>
    public static Device OpenCl => new(DeviceKind.OpenCl, 0);

    /// <summary>See <see cref="DeviceKind.IlgpuCpu"/>.</summary>
    public static Device IlgpuCpu => new(DeviceKind.IlgpuCpu, 0);

    /// <summary>What it is and what runs it.</summary>
    public DeviceKind Kind { get; }

    /// <summary>Of several of its kind, counted from 0 as their driver lists them.</summary>
    public int Number { get; }

    /// <summary>The device of this kind with this number, counted from 0 as their driver lists them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or not 0 for a kind of which a machine has
    /// one.</exception>
    public Device At(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        if (number > 0 && !IsNumbered)
        {
            throw new ArgumentOutOfRangeException(
                nameof(number), number, $"There is one device '{Name}' only: it has no number.");
        }

        return new(Kind, number);
    }

    /// <summary>The device of a text such as <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>, in letters of either
    /// case.</summary>
    /// <exception cref="FormatException">The text is none; the message lists those that are.</exception>
    public static Device Parse(string text) => TryParse(text, out var device)
        ? device
        : throw new FormatException(
            $"'{text}' is no device: use {string.Join(", ", Kinds.Select(kind => kind.Name))}, "
            + "or with a number from 0 on 'cuda:1' or 'opencl:1'.");

    /// <summary>As <see cref="Parse"/>.</summary>
    /// <returns>Whether the text is a device.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Device device)
    {
        device = default;
        if (text is null)
            return false;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string wanted = colon < 0 ? text : text[..colon];
        int number = 0;
        foreach (var (name, kind) in Kinds)
        {
            if (!name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                continue;
            device = new(kind, 0);
            bool isRight = colon < 0 || (device.IsNumbered && int.TryParse(
                text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out number));
            device = isRight ? new(kind, number) : default;
            return isRight;
        }

        return false;
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        Number == 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}:{Number}");

    // in the order of the enumeration
    private string Name => Kinds[(int)Kind].Name;

    private bool IsNumbered => Kind is DeviceKind.Cuda or DeviceKind.OpenCl;
}
