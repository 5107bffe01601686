import { flat, floor, type Palette, seam } from './palette.ts'

/** Things for the house, standing on the table, in a square of 240. */
export const household: Record<string, (colours: Palette) => string> = {
  mug: ({ base, shade, light }) =>
    floor(72) +
    `<path d="M158 98 Q204 92 202 130 Q200 162 156 166" fill="none" stroke="${shade}" stroke-width="14" stroke-linecap="round"/>` +
    `<path d="M60 76 H164 L158 180 Q156 196 138 196 H86 Q68 196 66 180Z" fill="${base}"/>` +
    `<path d="M138 76 H164 L158 180 Q156 196 138 196 H124 Q138 150 138 76Z" fill="${shade}" opacity=".5"/>` +
    `<path d="M62 112 Q112 122 162 112 L164 76 H60Z" fill="${light}" opacity=".75"/>` +
    `<ellipse cx="112" cy="76" rx="52" ry="12" fill="${light}"/><ellipse cx="112" cy="78" rx="43" ry="8" fill="#5b3a26"/>` +
    seam('M78 128 Q80 158 84 178', '#fff', 4).replace('/>', ' opacity=".3"/>'),
  bowl: ({ base, shade, light }) =>
    floor(64) +
    `<path d="M86 184 H154 L150 197 H90Z" fill="${shade}"/>` +
    `<path d="M36 108 Q40 188 120 190 Q200 188 204 108Z" fill="${base}"/>` +
    `<path d="M160 108 H204 Q200 188 120 190 Q156 172 160 108Z" fill="${shade}" opacity=".5"/>` +
    `<ellipse cx="120" cy="108" rx="84" ry="20" fill="${light}"/><ellipse cx="120" cy="111" rx="74" ry="15" fill="${shade}"/>` +
    seam('M52 132 Q58 158 76 172', '#fff', 4).replace('/>', ' opacity=".3"/>') +
    `<circle cx="92" cy="150" r="2" fill="${shade}"/><circle cx="118" cy="164" r="2.400" fill="${shade}"/><circle cx="140" cy="146" r="1.800" fill="${shade}"/><circle cx="104" cy="174" r="1.600" fill="${shade}"/>`,
  throw: ({ base, shade, light }) =>
    floor(86, 190) +
    `<rect x="40" y="146" width="160" height="42" rx="20" fill="${shade}"/>` +
    `<rect x="42" y="108" width="156" height="44" rx="21" fill="${base}"/>` +
    `<path d="M48 82 Q50 66 70 66 H172 Q192 66 194 86 Q194 112 172 112 H70 Q48 110 48 82Z" fill="${light}"/>` +
    `<path d="M86 66 H132 L128 186 Q126 196 118 196 H92 Q82 196 82 186Z" fill="${base}"/>` +
    seam('M84 92 H131 M84 100 H131 M83 158 H129 M83 166 H129', light, 3) +
    [86, 94, 102, 110, 118, 125].map((x) => seam(`M${x} 196 L${x - 1} 209`, base, 3.2)).join('') +
    seam('M140 90 H180 M140 130 H184 M140 168 H184', shade, 1.6).replace('/>', ' opacity=".7"/>'),
  cushion: ({ base, shade, light }) =>
    floor(82, 194) +
    `<path d="M46 58 Q120 44 194 58 Q206 120 194 184 Q120 198 46 184 Q34 120 46 58Z" fill="${base}"/>` +
    `<path d="M194 58 Q206 120 194 184 Q120 198 46 184 Q150 176 194 58Z" fill="${shade}" opacity=".42"/>` +
    `<path d="M46 58 Q120 44 194 58 Q100 62 46 140 Q40 96 46 58Z" fill="${light}" opacity=".55"/>` +
    seam('M120 52 Q112 120 120 190 M44 120 Q120 112 198 120', shade, 1.8) +
    `<circle cx="118" cy="117" r="6" fill="${shade}"/><circle cx="117" cy="116" r="2.400" fill="${light}"/>`,
  board: ({ base, shade, light }) =>
    flat(
      'M104 36 Q104 26 120 26 Q136 26 136 36 L138 66 Q180 68 182 92 V188 Q182 208 162 208 H78 Q58 208 58 188 V92 Q60 68 102 66Z',
      base,
    ) +
    `<circle cx="120" cy="44" r="7" fill="#1d1a16" opacity=".35"/>` +
    seam('M76 84 Q72 140 78 198 M98 78 Q104 140 96 204 M144 78 Q136 130 146 204 M166 84 Q170 150 162 198', shade, 1.8) +
    `<ellipse cx="152" cy="116" rx="7" ry="12" fill="none" stroke="${shade}" stroke-width="1.800"/>` +
    seam('M98 178 H142 M106 188 H134', '#5d3f2d', 3) +
    `<path d="M58 92 Q60 68 102 66 L104 36 Q104 26 120 26 L112 66 Q66 72 66 96 V200 Q58 198 58 188Z" fill="${light}" opacity=".6"/>`,
  candle: ({ base, shade, light }) =>
    floor(62) +
    `<path d="M112 44 Q126 24 120 14 Q144 34 128 56 Q118 62 112 44Z" fill="#f6b73c" transform="translate(-18 16)"/>` +
    `<path d="M104 62 Q110 52 108 46 Q120 56 112 68 Q106 70 104 62Z" fill="#fff1c9"/>` +
    seam('M106 84 V70', '#4a3a2a', 3) +
    `<path d="M78 84 H134 V186 Q134 195 106 195 Q78 195 78 186Z" fill="${base}"/>` +
    `<path d="M114 84 H134 V186 Q134 195 106 195 Q116 150 114 84Z" fill="${shade}" opacity=".5"/>` +
    `<ellipse cx="106" cy="85" rx="28" ry="8" fill="${light}"/>` +
    `<path d="M142 128 H176 V188 Q176 196 159 196 Q142 196 142 188Z" fill="${base}"/>` +
    `<path d="M164 128 H176 V188 Q176 196 159 196 Q166 166 164 128Z" fill="${shade}" opacity=".5"/>` +
    `<ellipse cx="159" cy="129" rx="17" ry="5" fill="${light}"/>` +
    seam('M159 128 V116', '#4a3a2a', 3) +
    seam('M86 100 V150', '#fff', 4).replace('/>', ' opacity=".35"/>'),
  carafe: ({ base, shade, light }) =>
    floor(54) +
    `<path d="M98 62 H142 V84 Q144 104 160 122 Q174 140 170 180 Q168 196 148 196 H92 Q72 196 70 180 Q66 140 80 122 Q96 104 98 84Z" fill="${light}" opacity=".85"/>` +
    `<path d="M75 132 Q120 142 165 132 Q174 150 170 180 Q168 196 148 196 H92 Q72 196 70 180 Q66 150 75 132Z" fill="${base}"/>` +
    `<ellipse cx="120" cy="133" rx="45" ry="7" fill="${shade}" opacity=".5"/>` +
    `<path d="M92 34 H148 L143 66 H97Z" fill="${light}"/><path d="M130 34 H148 L143 66 H128Z" fill="${shade}" opacity=".35"/>` +
    `<ellipse cx="120" cy="34" rx="28" ry="6" fill="${base}"/>` +
    seam('M84 148 Q80 166 84 182', '#fff', 5).replace('/>', ' opacity=".6"/>') +
    seam('M98 62 H142', shade, 2.4),
  teapot: ({ base, shade, light }) =>
    floor(66) +
    `<path d="M166 110 Q210 96 206 138 Q202 166 160 170" fill="none" stroke="${shade}" stroke-width="11" stroke-linecap="round"/>` +
    `<path d="M68 150 Q44 142 36 104 Q34 96 44 96 H54 Q56 116 74 124Z" fill="${shade}"/>` +
    `<path d="M66 100 Q70 84 118 84 Q166 84 170 100 Q182 176 152 192 Q118 200 84 192 Q54 176 66 100Z" fill="${base}"/>` +
    `<path d="M150 88 Q168 92 170 100 Q182 176 152 192 Q136 196 118 196 Q158 176 150 88Z" fill="${shade}" opacity=".45"/>` +
    `<path d="M80 86 Q84 66 118 66 Q152 66 156 86 Q118 96 80 86Z" fill="${light}"/>` +
    `<circle cx="118" cy="58" r="10" fill="${shade}"/>` +
    seam('M82 116 Q78 146 88 172', '#fff', 5).replace('/>', ' opacity=".35"/>'),
  lamp: ({ base, shade, light }) =>
    floor(54) +
    `<path d="M86 96 L60 196 H180 L154 96Z" fill="#fff3cf" opacity=".5"/>` +
    seam('M120 92 V184', shade, 9) +
    `<ellipse cx="120" cy="188" rx="44" ry="10" fill="${shade}"/><ellipse cx="120" cy="184" rx="44" ry="10" fill="${base}"/>` +
    `<path d="M92 40 H148 L176 106 Q120 118 64 106Z" fill="${base}"/>` +
    `<path d="M130 40 H148 L176 106 Q156 110 136 111Z" fill="${shade}" opacity=".5"/>` +
    `<path d="M92 40 H106 L90 109 Q76 108 64 106Z" fill="${light}" opacity=".8"/>` +
    `<ellipse cx="120" cy="107" rx="56" ry="7" fill="#fff3cf"/>` +
    seam('M146 112 V138', shade, 2) +
    `<circle cx="146" cy="141" r="4" fill="${shade}"/>`,
  basket: ({ base, shade, light }) =>
    floor(76) +
    `<path d="M74 96 Q70 50 96 50 Q112 50 110 90 M130 90 Q128 50 144 50 Q170 50 166 96" fill="none" stroke="${shade}" stroke-width="9" stroke-linecap="round"/>` +
    `<path d="M44 94 H196 L180 188 Q178 197 166 197 H74 Q62 197 60 188Z" fill="${base}"/>` +
    [112, 130, 148, 166, 184]
      .map((y, row) =>
        [0, 1, 2, 3, 4, 5, 6]
          .map((column) => {
            const inset = (y - 94) * 0.17
            const width = (152 - inset * 2) / 7
            const x = 44 + inset + column * width
            const fill = (row + column) % 2 === 0 ? light : shade
            return `<rect x="${(x + 2).toFixed(1)}" y="${y - 13}" width="${(width - 4).toFixed(1)}" height="11" rx="5" fill="${fill}" opacity=".55"/>`
          })
          .join(''),
      )
      .join('') +
    `<rect x="38" y="86" width="164" height="14" rx="7" fill="${shade}"/>`,
  frame: ({ base, shade, light }) =>
    flat('M58 34 H182 V206 H58Z', base) +
    `<path d="M182 34 V206 H58 L74 190 H166 V50Z" fill="${shade}" opacity=".6"/>` +
    `<path d="M58 206 V34 H182 L166 50 H74 V190Z" fill="${light}" opacity=".35"/>` +
    `<rect x="74" y="50" width="92" height="140" fill="#faf7f0"/><rect x="88" y="66" width="64" height="108" fill="#dfe6df"/>` +
    `<path d="M88 174 V140 L106 120 L122 138 L136 126 L152 146 V174Z" fill="#7d9270"/><circle cx="134" cy="92" r="12" fill="#edc678"/>` +
    `<path d="M88 174 V156 Q112 146 152 164 V174Z" fill="#4f6b57"/>`,
  book: ({ base, shade, light }) =>
    flat('M64 44 H168 Q178 44 178 54 V196 H72 Q62 196 62 186Z', shade) +
    `<path d="M72 182 H178 V196 H72 Q62 196 62 189 Q62 182 72 182Z" fill="#fbf8f1"/>` +
    `<path d="M72 36 H168 Q178 36 178 46 V182 H72 Q62 182 62 189 V46 Q62 36 72 36Z" fill="${base}"/>` +
    `<path d="M62 46 Q62 36 72 36 H82 V182 H72 Q62 182 62 189Z" fill="${shade}" opacity=".7"/>` +
    `<rect x="98" y="62" width="64" height="52" rx="4" fill="${light}" opacity=".8"/>` +
    seam('M108 80 H152 M108 94 H138', shade, 4) +
    `<path d="M150 36 H164 V74 L157 67 L150 74Z" fill="#fbf8f1" opacity=".8"/>`,
  'gift-wrap': ({ base, shade, light }) =>
    floor(74) +
    `<path d="M50 104 H190 V190 Q190 197 183 197 H57 Q50 197 50 190Z" fill="${base}"/>` +
    `<rect x="42" y="84" width="156" height="30" rx="5" fill="${light}"/>` +
    `<path d="M106 84 H134 V197 H106Z" fill="#fbf3e2"/>` +
    `<path d="M120 82 Q84 78 80 56 Q80 40 96 44 Q116 52 120 82Z M120 82 Q156 78 160 56 Q160 40 144 44 Q124 52 120 82Z" fill="${light}" stroke="${shade}" stroke-width="3"/>` +
    `<circle cx="120" cy="80" r="9" fill="${shade}"/><path d="M50 114 H190 V120 H50Z" fill="${shade}" opacity=".4"/>`,
}
