using System.Runtime.InteropServices;

namespace NetDsl.Cpu;

/// <summary>Asks Linux for pages of 2 MB in place of 4 KB: kernels go through columns of large matrices, a page each, and find
/// few of them in the processor's table of pages. Elsewhere, or where the system says no, memory is what it was.</summary>
internal static unsafe partial class HugePages
{
    // /usr/include/asm-generic/mman-common.h: MADV_HUGEPAGE
    private const int Advice = 14;

    /// <summary>Bytes of a page, and what memory begins on a multiple of to have any.</summary>
    public const nuint Size = 2 << 20;

    /// <summary>Whether so many bytes are worth it: what begins on such a page leaves a gap in front.</summary>
    public static bool Suit(nuint bytes) => OperatingSystem.IsLinux() && bytes >= 2 * Size;

    /// <param name="memory">Begins on a page.</param>
    public static void Ask(void* memory, nuint bytes)
    {
        try
        {
            // whatever it answers: advice
            _ = Advise(memory, bytes, Advice);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // a system without it: small pages do
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* memory, nuint bytes, int advice);
}
