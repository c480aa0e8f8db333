namespace NetDsl;

/// <summary>The checksum of ZIP and PNG: ISO 3309's, polynomial 0xEDB88320 reflected (PNG specification, annex
/// D).</summary>
internal static class Crc32
{
    // [8, 256]: eight bytes at a time, "slicing-by-8" (Kounavis and Berry 2005)
    private static readonly uint[] Table = MakeTable();

    internal static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        uint[] table = Table;
        while (bytes.Length >= 8)
        {
            crc ^= bytes[0] | (uint)bytes[1] << 8 | (uint)bytes[2] << 16 | (uint)bytes[3] << 24;
            crc = table[0x700 + (byte)crc] ^ table[0x600 + (byte)(crc >> 8)]
                ^ table[0x500 + (byte)(crc >> 16)] ^ table[0x400 + (crc >> 24)]
                ^ table[0x300 + bytes[4]] ^ table[0x200 + bytes[5]]
                ^ table[0x100 + bytes[6]] ^ table[bytes[7]];
            bytes = bytes[8..];
        }

        foreach (byte value in bytes)
        {
            crc = crc >> 8 ^ table[(byte)crc ^ value];
        }

        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 0 ? value >> 1 : value >> 1 ^ 0xEDB88320;
            }

            table[i] = value;
        }

        for (int i = 256; i < table.Length; i++)
        {
            table[i] = table[i - 256] >> 8 ^ table[(byte)table[i - 256]];
        }

        return table;
    }
}
