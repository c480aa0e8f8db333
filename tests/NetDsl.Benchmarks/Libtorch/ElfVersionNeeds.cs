using System.Buffers.Binary;
using System.Text;

namespace NetDsl.Benchmarks.Libtorch;

/// <summary>
/// Edits the table of needed symbol versions (.gnu.version_r) of a 64-bit little-endian ELF file; its layout is in the
/// Linux Standard Base, "Symbol Versioning".
/// </summary>
internal static class ElfVersionNeeds
{
    private const uint VersionNeedSection = 0x6FFF_FFFE;  // SHT_GNU_verneed
    private const ushort Weak = 2;                        // VER_FLG_WEAK: the loader no longer insists on the version

    /// <summary>Marks one needed version as weak. Does nothing where it is weak already or not needed.</summary>
    /// <exception cref="InvalidDataException">The file is no such ELF file.</exception>
    public static void MakeWeak(string path, string version)
    {
        var file = File.ReadAllBytes(path);
        if (!file.AsSpan().StartsWith("\u007fELF\u0002\u0001"u8))
        {
            throw new InvalidDataException($"{path} is not a 64-bit little-endian ELF file.");
        }

        if (MarkWeak(file, Encoding.ASCII.GetBytes(version)))
        {
            Replace(path, file);
        }
    }

    private static bool MarkWeak(Span<byte> file, ReadOnlySpan<byte> version)
    {
        var sections = (int)Read64(file, 0x28);
        int sectionSize = Read16(file, 0x3A), sectionCount = Read16(file, 0x3C);
        var changed = false;
        for (var i = 0; i < sectionCount; i++)
        {
            var section = sections + i * sectionSize;
            if (Read32(file, section + 4) == VersionNeedSection)
            {
                var names = sections + (int)Read32(file, section + 40) * sectionSize;  // sh_link: its string table
                changed |= MarkWeak(file, (int)Read64(file, section + 24), (int)Read64(file, names + 24), version);
            }
        }

        return changed;
    }

    // A chain of libraries (Elf64_Verneed), each with a chain of versions (Elf64_Vernaux); links are relative offsets.
    private static bool MarkWeak(Span<byte> file, int need, int names, ReadOnlySpan<byte> version)
    {
        var changed = false;
        for (var more = true; more; more = Read32(file, need + 12) != 0, need += (int)Read32(file, need + 12))
        {
            var entry = need + (int)Read32(file, need + 8);
            for (int left = Read16(file, need + 2); left > 0; left--, entry += (int)Read32(file, entry + 12))
            {
                var name = file[(names + (int)Read32(file, entry + 8))..];
                var flags = Read16(file, entry + 4);
                if (name[..name.IndexOf((byte)0)].SequenceEqual(version) && (flags & Weak) == 0)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(file[(entry + 4)..], (ushort)(flags | Weak));
                    changed = true;
                }
            }
        }

        return changed;
    }

    // Written beside it and renamed: a half-written library is never seen, and a hard-linked original stays whole. The
    // time stays, so that the next build, which copies where time or size differ, leaves the edited file in place.
    private static void Replace(string path, byte[] content)
    {
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        File.Copy(path, temporary, overwrite: true);
        File.WriteAllBytes(temporary, content);
        File.SetLastWriteTimeUtc(temporary, File.GetLastWriteTimeUtc(path));
        File.Move(temporary, path, overwrite: true);
    }

    private static ushort Read16(ReadOnlySpan<byte> file, int at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);

    private static uint Read32(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file[at..]);

    private static ulong Read64(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt64LittleEndian(file[at..]);
}
