using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NetDsl.Benchmarks.Machine;

/// <summary>
/// How long it takes until a thread sees what another has written: tens of nanoseconds between cores that share a cache, hundreds
/// else. A virtual machine's cores may share one now and not in a minute, and much depends on it.
/// </summary>
internal static unsafe class HandOver
{
    private const int Rounds = 11;
    private const int TurnsOfRound = 100;

    // between a few tens and about two hundred
    private const double MostOfOneCache = 120;

    // apart from whatever else is written
    private const int Bytes = 256;

    /// <summary>Whether that is how long it takes between caches that are apart.</summary>
    public static bool IsApart(double nanoseconds) => nanoseconds > MostOfOneCache;

    /// <summary>Nanoseconds one way, the median of some rounds; takes some tenths of a millisecond.</summary>
    public static double Nanoseconds()
    {
        var turn = (int*)NativeMemory.AlignedAlloc(Bytes, Bytes);
        *turn = 0;
        var other = new Thread(() => Take(turn, mine: 1, Rounds * TurnsOfRound));
        other.Start();
        var rounds = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            Take(turn, mine: 0, TurnsOfRound);
            rounds[round] = clock.Elapsed.TotalNanoseconds / (2 * TurnsOfRound);
        }

        other.Join();
        NativeMemory.AlignedFree(turn);
        return Contests.Median.Of(rounds);
    }

    /// <summary>Waits for its turn and gives it to the other, so often.</summary>
    private static void Take(int* turn, int mine, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            while (Volatile.Read(ref *turn) != mine)
            {
            }

            Volatile.Write(ref *turn, 1 - mine);
        }
    }
}
