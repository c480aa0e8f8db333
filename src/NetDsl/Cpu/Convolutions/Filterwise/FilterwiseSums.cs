using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The sums of some runs of places, for a panel of filters.</summary>
internal static unsafe class FilterwiseSums
{
    /// <summary>Runs that are summed at once: with 32 filters their sums take 50 KB of the second cache.</summary>
    public const int RunsAtOnce = 56;

    /// <summary>Floats of a cache line.</summary>
    private const int CacheLine = 16;

    /// <summary>Places of the next tiles, which are asked for.</summary>
    private const int PlacesAhead = 32;

    /// <summary>Places of a run where there are so many: two runs' sums are in 28 registers.</summary>
    private const int Longest = 7;

    /// <summary>Places of a run else.</summary>
    private const int Shortest = 4;

    /// <summary>Places of a run: rows of so many consist of whole runs. 0 where they do not.</summary>
    public static int Length(int places) => places % Longest == 0 ? Longest : places % Shortest == 0 ? Shortest : 0;

    /// <summary>The same where more places may be summed than there are.</summary>
    public static int LengthOrLonger(int places) => Math.Max(Shortest, Length(places));

    /// <summary>Filters of a panel.</summary>
    public static int PanelOf(SimdWidth vectors) => FilterwiseTile.Vectors * (int)vectors;

    /// <summary>Panels of so many filters.</summary>
    /// <param name="width">Filters of a panel.</param>
    public static int Panels(int filters, int width) => (filters + width - 1) / width;

    /// <summary>Writes sums [run][place][filter]. Each value is summed in blocks that depend on the depth alone, those of
    /// <see cref="WindowProduct"/>. While a block's first places are summed, the next block's weights are asked for, a cache line
    /// of each depth at a time: of few places, waiting for them would take longer than the sums.</summary>
    /// <param name="runs">Each one's first place; of an odd number of runs of four, one more has room in
    /// <paramref name="sums"/>.</param>
    /// <param name="length">See <see cref="Length"/>.</param>
    /// <param name="weights">[depth][filter]</param>
    /// <param name="asks">Whether the tiles ask for the places that come later in the images too: where those lie in
    /// memory.</param>
    /// <param name="offsets">[depth]: from a place to what it sees.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes, TVector>(
        float** runs, int count, int length, float* weights, int* offsets, int depth, bool asks, float* sums)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int filters = PanelOf((SimdWidth)TLanes.Count);
        int blocks = (depth + WindowProduct.DepthBlock - 1) / WindowProduct.DepthBlock;
        int most = (depth + blocks - 1) / blocks;
        for (int k = 0; k < depth; k += most)
        {
            int part = Math.Min(most, depth - k);
            float* to = sums;
            for (int run = 0; run < count; run += 2)
            {
                bool ofWeights = run < 2 * FilterwiseTile.Vectors;
                bool ofPlaces = asks && !ofWeights;
                nint ahead = ofWeights ? (part * filters) + (run / 2 * CacheLine) : ofPlaces ? PlacesAhead : 0;
                float* first = runs[run];
                float* second = runs[Math.Min(run + 1, count - 1)];
                if (length == Shortest)
                {
                    FilterwiseTile.TwoFours<TLanes, TVector>(first, second, weights, offsets + k, part, ahead, ofPlaces, to, k > 0);
                }
                else if (run + 1 < count)
                {
                    FilterwiseTile.TwoSevens<TLanes, TVector>(
                        first, second, weights, offsets + k, part, ahead, ofPlaces, to, k > 0);
                }
                else
                {
                    FilterwiseTile.Seven<TLanes, TVector>(first, weights, offsets + k, part, ahead, ofPlaces, to, k > 0);
                }

                to += 2 * length * filters;
            }

            weights += (nint)part * filters;
        }
    }
}
