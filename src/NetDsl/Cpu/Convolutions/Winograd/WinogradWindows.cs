using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>U = G g Gᵀ of as many windows g at once as a vector has values.</summary>
internal static unsafe class WinogradWindows
{
    private const int Side = 3;

    /// <summary>Writes each window's elements.</summary>
    /// <param name="windows">The first one's nine taps.</param>
    /// <param name="count">Windows; behind the last, zeros fill the vector.</param>
    /// <param name="stride">From one window to the next.</param>
    /// <param name="turns">Turns each window by half a turn, as the gradients' way back sees it.</param>
    /// <param name="to">A vector for each element.</param>
    /// <param name="element">From one element to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform<TLanes, TVector>(
        float* windows, int count, nint stride, bool turns, float* to, nint element)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        const int patch = WinogradSizes.Patch;
        int lanes = TLanes.Count;
        float* window = stackalloc float[WinogradSizes.Taps * lanes];
        float* half = stackalloc float[patch * Side * lanes];
        Gather(windows, count, stride, turns, lanes, window);
        for (int column = 0; column < Side; column++)
        {
            WinogradTransform.Weights<TLanes, TVector>(
                window + (column * lanes), Side * lanes, half + (column * lanes), Side * lanes);
        }

        for (int line = 0; line < patch; line++)
        {
            WinogradTransform.Weights<TLanes, TVector>(
                half + (line * Side * lanes), lanes, to + (line * patch * element), element);
        }
    }

    /// <summary>[tap][window]</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gather(float* from, int count, nint stride, bool turns, int lanes, float* window)
    {
        const int taps = WinogradSizes.Taps;
        if (count < lanes)
        {
            new Span<float>(window, taps * lanes).Clear();
        }

        for (int i = 0; i < count; i++)
        {
            for (int tap = 0; tap < taps; tap++)
            {
                window[(tap * lanes) + i] = from[turns ? taps - 1 - tap : tap];
            }

            from += stride;
        }
    }
}
