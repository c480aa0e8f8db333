using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>What the window sees at one place of the output, as a vector [Channels, WindowHeight, WindowWidth].</summary>
internal static unsafe class LocalPatches<TShape>
    where TShape : struct, IConvolutionShape
{
    /// <summary>Values of a patch.</summary>
    public static int Depth => TShape.Channels * TShape.WindowHeight * TShape.WindowWidth;

    /// <summary>Places of the output.</summary>
    public static int Places => TShape.OutputHeight * TShape.OutputWidth;

    /// <summary>Copies a patch, zeros outside the image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(float* image, int place, float* patch)
    {
        int top = (place / TShape.OutputWidth * TShape.StrideY) - TShape.PadTop;
        int left = (place % TShape.OutputWidth * TShape.StrideX) - TShape.PadLeft;
        for (int channel = 0; channel < TShape.Channels; channel++)
        {
            for (int i = 0; i < TShape.WindowHeight; i++)
            {
                int row = top + (i * TShape.DilationY);
                float* from = image + ((((nint)channel * TShape.Height) + row) * TShape.Width);
                bool isInside = row >= 0 && row < TShape.Height;
                for (int j = 0; j < TShape.WindowWidth; j++)
                {
                    int column = left + (j * TShape.DilationX);
                    *patch++ = isInside && column >= 0 && column < TShape.Width ? from[column] : 0;
                }
            }
        }
    }

    /// <summary>Adds a patch to where it was seen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(float* patch, int place, float* image)
    {
        int top = (place / TShape.OutputWidth * TShape.StrideY) - TShape.PadTop;
        int left = (place % TShape.OutputWidth * TShape.StrideX) - TShape.PadLeft;
        for (int channel = 0; channel < TShape.Channels; channel++)
        {
            for (int i = 0; i < TShape.WindowHeight; i++)
            {
                int row = top + (i * TShape.DilationY);
                float* to = image + ((((nint)channel * TShape.Height) + row) * TShape.Width);
                bool isInside = row >= 0 && row < TShape.Height;
                for (int j = 0; j < TShape.WindowWidth; j++, patch++)
                {
                    int column = left + (j * TShape.DilationX);
                    if (isInside && column >= 0 && column < TShape.Width)
                    {
                        to[column] += *patch;
                    }
                }
            }
        }
    }
}
