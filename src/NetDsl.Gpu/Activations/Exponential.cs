using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Relatives of eˣ that keep their digits near 0, which XMath has not.</summary>
internal static class Exponential
{
    // below it eˣ − 1 cancels, and the polynomial of expf.c in Moshier's Cephes library holds
    private const float PolynomialLimit = 0.34f;

    /// <summary>eˣ − 1</summary>
    public static float ExpMinusOne(float x)
    {
        float square = x * x;
        float p = 1.9875691500e-4f;
        p = p * x + 1.3981999507e-3f;
        p = p * x + 8.3334519073e-3f;
        p = p * x + 4.1665795894e-2f;
        p = p * x + 1.6666665459e-1f;
        p = p * x + 5.0000001201e-1f;
        return square < PolynomialLimit * PolynomialLimit ? p * square + x : XMath.Exp(x) - 1;
    }

    /// <summary>ln(1 + x) for x in 0 … 1: 2 artanh s with s = x / (x + 2) ≤ 1/3.</summary>
    public static float LogOnePlus(float x)
    {
        float s = x / (x + 2);
        float square = s * s;
        float p = 2f / 13;
        p = p * square + 2f / 11;
        p = p * square + 2f / 9;
        p = p * square + 2f / 7;
        p = p * square + 2f / 5;
        p = p * square + 2f / 3;
        p = p * square + 2;
        return p * s;
    }
}
