export default function Home() {
  return (
    <main>
      <h1>Things for a home that is lived in</h1>
    </main>
  )
}
