import {gzipSync} from 'node:zlib'; import { build } from 'vite';
const root='/work/main/';
const shared=['ui/session-element','ui/theme','ui/ticker','ui/duration','ui/icons','ui/visible-text','ui/define-element','stream-controller/stream-controller'].map(x=>`src/${x}.ts`);
async function size(paths, blank){
 const code=paths.map(p=>`export * from '/${p}';`).join('\n');
 const r=await build({root,configFile:false,logLevel:'error',plugins:[{name:'e',enforce:'pre',resolveId:i=>i==='virtual:entry'?i:undefined,load:i=>i==='virtual:entry'?code:undefined, transform(c,id){ if(blank&&id.includes(blank)) return c.replace(/css`[\s\S]*`/,'css``') }}],build:{target:'es2022',write:false,rolldownOptions:{input:'virtual:entry',preserveEntrySignatures:'strict',output:{format:'es'},external:[/^lit/, /session\/index/, /stream-controller\/index/]}}});
 const t=[r].flat().flatMap(x=>x.output).map(f=>f.code??'').join('\n'); globalThis.last=t; return gzipSync(t,{level:9}).length;
}
const b=await size(shared), p=await size([...shared,'src/ui/progress/progress.define.ts']);
console.log('own', p-b, 'nocss', await size([...shared,'src/ui/progress/progress.define.ts'],'progress.styles')-b);
(await import('node:fs')).writeFileSync('/tmp/w/progress-bundle.js', last);
