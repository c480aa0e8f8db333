using System.Buffers.Binary;

namespace NetDsl.Tests.Campaigns;

/// <summary>Damage to bytes: flipped bits, other numbers, parts that are cut off, left out, doubled or
/// inserted.</summary>
internal static class Mutation
{
    private static readonly uint[] Numbers =
    [
        0, 1, 2, 127, 128, 255, 256, 32_767, 32_768, 65_535, 65_536, 0x7FFF_FFFE, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE,
        0xFFFF_FFFF, 0x4000_0000, 100_000_000,
    ];

    /// <summary>One to three of them.</summary>
    public static byte[] Of(byte[] whole, Random random)
    {
        byte[] bytes = whole;
        for (int left = random.Next(1, 4); left > 0; left--)
        {
            bytes = Once(bytes, random);
        }

        return bytes;
    }

    private static byte[] Once(byte[] bytes, Random random)
    {
        if (bytes.Length == 0)
        {
            return [(byte)random.Next(256)];
        }

        // half of all damage is near the start, where headers are
        int at = random.Next(random.Next(2) == 0 ? bytes.Length : Math.Min(64, bytes.Length));
        int length = random.Next(1, Math.Min(64, bytes.Length - at) + 1);
        return random.Next(9) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], .. bytes[(at + length)..]],
            2 => [.. bytes[..(at + length)], .. bytes[at..]],
            3 => [.. bytes[..at], .. Random(length, random), .. bytes[at..]],
            4 => [.. bytes, .. random.Next(2) == 0 ? Random(length, random) : new byte[length]],
            5 or 6 => Overwritten(bytes, at, Number(random)),
            _ => Overwritten(bytes, at, [(byte)(bytes[at] ^ (1 << random.Next(8)))]),
        };
    }

    /// <summary>One that programs trip over, or a digit, in any form that files have.</summary>
    private static byte[] Number(Random random)
    {
        var bytes = new byte[4];
        uint number = Numbers[random.Next(Numbers.Length)];
        switch (random.Next(4))
        {
            case 0:
                BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
                return bytes;
            case 1:
                BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
                return bytes;
            case 2:
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)number);
                return bytes[..2];
            default:
                return [(byte)"0123456789-[]{},:\"e."[random.Next(20)]];
        }
    }

    private static byte[] Overwritten(byte[] bytes, int at, byte[] by)
    {
        byte[] changed = [.. bytes];
        by.AsSpan(0, Math.Min(by.Length, bytes.Length - at)).CopyTo(changed.AsSpan(at));
        return changed;
    }

    private static byte[] Random(int length, Random random)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
