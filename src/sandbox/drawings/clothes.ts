import { flat, type Palette, seam } from './palette.ts'

/** Things to wear, laid out flat and seen from above, in a square of 240. */
export const clothes: Record<string, (colours: Palette) => string> = {
  shirt: ({ base, shade, light }) =>
    flat(
      'M92 52 L66 62 L36 98 L58 116 L72 102 L72 196 Q120 203 168 196 L168 102 L182 116 L204 98 L174 62 L148 52 Q120 74 92 52Z',
      base,
    ) +
    `<path d="M168 102 L182 116 L204 98 L174 62 L166 59 Q170 82 168 102Z" fill="${shade}" opacity=".45"/>` +
    `<path d="M72 102 L58 116 L36 98 L66 62 L74 59 Q70 82 72 102Z" fill="${light}" opacity=".55"/>` +
    `<path d="M92 52 L100 46 Q120 54 140 46 L148 52 L134 80 L120 64 L106 80Z" fill="${light}"/>` +
    seam('M106 80 L120 64 L134 80', shade) +
    seam('M116 68 L116 199 M124 68 L124 199', shade, 1.5) +
    [88, 112, 136, 160, 184].map((y) => `<circle cx="120" cy="${y}" r="2.4" fill="${shade}"/>`).join('') +
    `<path d="M136 106 h20 v18 l-10 6 l-10 -6Z" fill="${light}" opacity=".6"/>` +
    seam('M136 106 h20 v18 l-10 6 l-10 -6Z', shade, 1.2),
  jumper: ({ base, shade, light }) =>
    flat(
      'M92 54 Q72 58 62 70 L36 152 L58 164 L74 122 L74 188 Q120 194 166 188 L166 122 L182 164 L204 152 L178 70 Q168 58 148 54 Q120 66 92 54Z',
      base,
    ) +
    `<path d="M74 178 Q120 184 166 178 L166 188 Q120 194 74 188Z" fill="${shade}"/>` +
    `<path d="M38.5 144 L61 156 L58 164 L36 152Z M201.500 144 L179 156 L182 164 L204 152Z" fill="${shade}"/>` +
    `<path d="M92 54 Q120 66 148 54 L150 62 Q120 78 90 62Z" fill="${shade}"/>` +
    [86, 104, 122, 140, 158]
      .map((y) =>
        seam(`M86 ${y} l8.500 6 l8.500 -6 l8.500 6 l8.500 -6 l8.500 6 l8.500 -6 l8.500 6 l8.500 -6`, light, 2.4),
      )
      .join('') +
    seam('M74 122 L77 92 M166 122 L163 92', shade, 1.6),
  tshirt: ({ base, shade, light }) =>
    flat(
      'M90 58 L62 66 L34 100 L58 122 L74 108 L74 190 Q120 196 166 190 L166 108 L182 122 L206 100 L178 66 L150 58 Q120 84 90 58Z',
      base,
    ) +
    `<path d="M90 58 Q120 84 150 58 L155 60 Q120 96 85 60Z" fill="${shade}"/>` +
    `<path d="M166 108 L182 122 L206 100 L190 80 Q180 92 166 108Z" fill="${shade}" opacity=".35"/>` +
    `<path d="M74 108 L58 122 L34 100 L50 80 Q60 92 74 108Z" fill="${light}" opacity=".6"/>` +
    seam('M40 106 L62 118 M200 106 L178 118', shade, 1.4) +
    seam('M76 183 Q120 189 164 183', shade, 1.4) +
    seam('M84 130 Q92 150 88 172', shade, 1.2),
  trousers: ({ base, shade, light }) =>
    flat('M80 42 L160 42 L170 200 L130 204 L120 96 L110 204 L70 200Z', base) +
    `<path d="M120 96 L130 204 L170 200 L160 42 L140 42 Q134 80 120 96Z" fill="${shade}" opacity=".28"/>` +
    [84, 94, 104].map((x) => seam(`M${x} 62 L${x - 7} 198`, light, 1.3)).join('') +
    [136, 146, 156].map((x) => seam(`M${x} 62 L${x + 7} 198`, light, 1.3)).join('') +
    `<path d="M80 42 L160 42 L160.700 54 L79.300 54Z" fill="${shade}"/>` +
    seam('M120 54 L120 96 Q128 92 129 74 L129 54', shade, 1.8) +
    seam('M79 60 Q84 76 98 78 M161 60 Q156 76 142 78', shade, 1.8) +
    `<circle cx="120" cy="48" r="3" fill="${light}"/>`,
  jacket: ({ base, shade, light }) =>
    flat(
      'M88 58 Q66 62 58 74 L36 160 L60 168 L74 128 L74 196 Q120 202 166 196 L166 128 L180 168 L204 160 L182 74 Q174 62 152 58Z',
      base,
    ) +
    `<path d="M84 62 Q90 32 120 32 Q150 32 156 62 Q138 84 120 84 Q102 84 84 62Z" fill="${shade}"/>` +
    `<path d="M97 62 Q100 44 120 44 Q140 44 143 62 Q132 74 120 74 Q108 74 97 62Z" fill="${light}" opacity=".55"/>` +
    seam('M120 84 L120 200', light, 3.4) +
    seam('M84 146 L106 140 M156 146 L134 140', shade, 4) +
    seam('M74 128 L77 96 M166 128 L163 96', shade, 1.6) +
    `<path d="M38 152 L62 160 L60 168 L36 160Z M202 152 L178 160 L180 168 L204 160Z" fill="${shade}"/>` +
    seam('M110 82 L107 112 M130 82 L133 106', light, 2) +
    `<circle cx="107" cy="115" r="3" fill="${light}"/><circle cx="133" cy="109" r="3" fill="${light}"/>`,
  socks: ({ base, shade, light }) =>
    flat(
      'M126 44 L166 44 L168 118 Q172 136 186 148 Q202 166 188 182 Q172 194 154 176 L128 148 Q120 138 122 120Z',
      shade,
    ) +
    `<path d="M126 44 L166 44 L166.500 62 L125.500 62Z" fill="${base}"/>` +
    flat('M70 50 L110 50 L112 126 Q116 144 130 156 Q146 174 132 190 Q116 202 98 184 L72 156 Q64 146 66 128Z', base) +
    `<path d="M70 50 L110 50 L110.500 72 L69 72Z" fill="${light}"/>` +
    [76, 84, 92, 100].map((x) => seam(`M${x} 53 L${x} 70`, base, 2)).join('') +
    `<path d="M133 159 Q146 174 132 190 Q122 198 110 193 Q122 178 133 159Z" fill="${light}"/>` +
    `<path d="M66.500 124 Q78 138 70 153 Q64 146 66 128Z" fill="${light}"/>` +
    seam('M69 84 L110.800 84 M68.500 91 L111 91', light, 3),
  sneaker: ({ base, shade, light }) =>
    `<path d="M28 172 Q120 196 214 172 L214 178 Q120 200 28 178Z" fill="#1d1a16" opacity=".1"/>` +
    `<path d="M38 92 Q54 98 66 84 L74 78 L98 92 L128 122 Q158 138 190 142 Q208 146 208 164 L34 164 Q32 124 38 92Z" fill="${base}"/>` +
    `<path d="M38 92 Q54 98 66 84 L70 96 Q58 112 40 108Z" fill="${shade}"/>` +
    `<path d="M158 136 Q174 140 190 142 Q208 146 208 164 L150 164 Q146 146 158 136Z" fill="${light}"/>` +
    `<path d="M74 78 L98 92 L128 122 L112 136 L84 104Z" fill="${light}"/>` +
    seam('M92 104 L108 96 M101 113 L116 105 M110 122 L124 114', shade, 3.6) +
    seam('M36 126 Q66 132 92 164', shade, 1.8) +
    seam('M158 136 Q146 146 150 164', shade, 1.8) +
    `<path d="M32 160 H209 Q214 170 208 180 Q120 186 38 180 Q30 172 32 160Z" fill="#fbf8f1"/>` +
    seam('M36 169 Q120 175 208 169', shade, 1.6),
  beanie: ({ base, shade, light }) =>
    flat('M56 154 Q52 66 120 58 Q188 66 184 154Z', base) +
    [84, 102, 120, 138, 156]
      .map((x) => seam(`M120 60 Q${x + (x - 120) * 0.5} 96 ${x + (x - 120) * 0.3} 150`, shade, 2))
      .join('') +
    flat('M48 146 Q120 134 192 146 L194 184 Q120 196 46 184Z', light) +
    [62, 76, 90, 105, 120, 135, 150, 164, 178]
      .map((x) => seam(`M${x} ${146 - Math.abs(x - 120) * -0.03} L${x} 184`, base, 3))
      .join('') +
    `<circle cx="120" cy="56" r="15" fill="${light}"/><circle cx="115" cy="52" r="5" fill="#fff" opacity=".35"/>`,
  scarf: ({ base, shade, light }) =>
    flat('M92 78 L140 78 L150 184 L104 190Z', light) +
    [107, 117, 127, 137, 147].map((x) => seam(`M${x} ${188 - (x - 107) * 0.13} l0.5 14`, light, 4)).join('') +
    `<path d="M101.300 160 L147.300 155 L147.800 160 L101.700 165.200Z M102.200 171 L148.300 165.600 L148.800 170.600 L102.600 176.200Z" fill="${base}"/>` +
    flat('M116 78 L162 78 L184 166 L140 178Z', base) +
    [143, 153, 163, 172, 181].map((x) => seam(`M${x} ${175 - (x - 143) * 0.27} l3 14`, base, 4)).join('') +
    `<path d="M132.400 146.500 L176.200 135 L177.500 140 L133.600 151.500Z M135 157 L178.900 145.600 L180.200 150.600 L136.200 162Z" fill="${light}"/>` +
    flat('M66 66 Q72 36 120 34 Q168 36 174 66 Q178 100 120 104 Q62 100 66 66Z', base) +
    `<path d="M82 64 Q88 48 120 47 Q152 48 158 64 Q150 76 120 77 Q90 76 82 64Z" fill="${shade}"/>` +
    seam('M76 82 Q100 95 128 94 M150 90 Q160 87 166 80', shade, 2),
  belt: ({ base, shade, light }) =>
    flat('M120 50 A70 70 0 1 0 190 120 A70 70 0 0 0 120 50 M120 74 A46 46 0 1 1 74 120 A46 46 0 0 1 120 74Z', base) +
    `<circle cx="120" cy="120" r="58" fill="none" stroke="${light}" stroke-width="1.600" stroke-dasharray="5 4"/>` +
    `<path d="M120 50 A70 70 0 0 1 190 120 L166 120 A46 46 0 0 0 120 74Z" fill="${light}" opacity=".35"/>` +
    flat('M166 118 L190 118 Q194 160 172 190 L152 178 Q168 150 166 118Z', base) +
    `<rect x="152" y="104" width="52" height="34" rx="8" fill="none" stroke="#c8a24d" stroke-width="7"/>` +
    seam('M178 106 L178 136', '#a9853a', 5) +
    [152, 164, 175].map((y, index) => `<circle cx="${177 - index * 5}" cy="${y}" r="2.800" fill="${shade}"/>`).join(''),
  tote: ({ base, shade, light }) =>
    seam('M88 96 Q88 40 120 40 Q152 40 152 96', shade, 9) +
    flat('M62 92 L178 92 L188 196 Q120 204 52 196Z', base) +
    `<path d="M62 92 L178 92 L179 102 L61 102Z" fill="${shade}"/>` +
    seam('M88 96 L88 118 M152 96 L152 118', shade, 9) +
    `<path d="M120 128 Q140 138 138 162 Q120 168 104 156 Q100 138 120 128Z" fill="#7d9270"/>` +
    seam('M120 128 Q122 150 112 172', light, 2.4) +
    seam('M60 186 Q120 194 180 186', shade, 1.4),
  apron: ({ base, shade, light }) =>
    seam('M96 62 Q96 30 120 30 Q144 30 144 62', shade, 5) +
    seam('M66 122 Q40 128 34 150 M174 122 Q200 128 206 150', shade, 4) +
    flat('M94 58 L146 58 Q148 96 176 118 L180 200 Q120 208 60 200 L64 118 Q92 96 94 58Z', base) +
    `<path d="M84 136 H156 V170 Q156 178 148 178 H92 Q84 178 84 170Z" fill="${light}" opacity=".7"/>` +
    seam('M84 136 H156 V170 Q156 178 148 178 H92 Q84 178 84 170Z M120 136 V178', shade, 2) +
    `<path d="M94 58 L146 58 L146.400 68 L93.600 68Z" fill="${shade}"/>`,
}
